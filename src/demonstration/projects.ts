import { harbour } from './project-harbour.js'
import { millbrook } from './project-millbrook.js'
import { northmoor } from './project-northmoor.js'
import { vale } from './project-vale.js'
import type { DemonstrationProject } from './programme-types.js'

export const projects: readonly DemonstrationProject[] = [harbour, millbrook, vale, northmoor]
