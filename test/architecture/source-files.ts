import { readdirSync } from 'node:fs'
import path from 'node:path'

export const projectFolder = path.join(__dirname, '..', '..')

/** Every file under some folders of the project, as paths from its root with forward slashes, sorted. */
export const sourceFiles = (...folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(path.join(projectFolder, folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name))),
    )
    .map((file) => file.split(path.sep).join('/'))
    .sort()
