import { readFileSync } from 'node:fs'
import path from 'node:path'

import { projectRoot } from '../project-root.js'

/** The release, as package.json says. */
export const releaseVersion = (): string => {
  const content: unknown = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'))
  return typeof content === 'object' && content !== null && 'version' in content
    ? String(content.version)
    : 'unknown'
}
