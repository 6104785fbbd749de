import { writeSync } from 'node:fs'

import { acquireDataFolder } from '../../src/adapters/event-store/data-folder-lock.js'

// Takes a data folder and keeps it until it is killed.
const folder = acquireDataFolder(process.argv[2] ?? '')
folder.announce('http://127.0.0.1:4321')
writeSync(1, 'held\n')
setInterval(() => undefined, 60_000)
