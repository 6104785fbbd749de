import { settingsOf } from './destination.js'

/** The data folder that a command is about, absolute. @throws ImportFault when a setting is wrong */
export const dataFolderOf = (given: string | undefined, env: NodeJS.ProcessEnv): string =>
  settingsOf(given === undefined ? env : { ...env, WAYMARK_DATA: given }).dataFolder
