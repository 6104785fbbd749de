import { spawn } from 'node:child_process'

/**
 * Runs beside a server and ends it when whoever needs it is gone without having ended it, as after Ctrl-C or a kill.
 * Ends itself when the server's folder is gone.
 */
const KEEPER = `
const fs = require('node:fs')
const [folder, needer] = process.argv.slice(1)
const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
const look = setInterval(() => {
  if (!fs.existsSync(folder)) return clearInterval(look)
  if (alive(Number(needer))) return
  clearInterval(look)
  try {
    process.kill(Number(fs.readFileSync(folder + '/data/postmaster.pid', 'utf8').split('\\n')[0]), 'SIGQUIT')
  } catch {}
  setTimeout(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }), 1000)
}, 500)
`

/**
 * @param folder of the server; its data are in `data`
 * @param needer process id of whoever needs the server
 */
export const keepWatch = (folder: string, needer: number): void => {
  spawn(process.execPath, ['-e', KEEPER, folder, String(needer)], { detached: true, stdio: 'ignore' }).unref()
}
