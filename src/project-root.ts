import { existsSync } from 'node:fs'
import path from 'node:path'

/** The nearest folder at or above this one that holds package.json: the same from sources and from the build. */
const folderOfPackage = (folder: string): string => {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('package.json was not found above the sources of Waymark')
  return folderOfPackage(parent)
}

/** The folder of Waymark itself: files that are not compiled (SQL, fonts, mappings) are found from here. */
export const projectRoot = folderOfPackage(__dirname)
