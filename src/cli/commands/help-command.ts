import { Command } from 'commander'

import { describeSettings } from '../../config.js'
import { ExitStatus } from '../exit-status.js'
import type { Terminal } from '../terminal.js'

const settingsText = (): string =>
  `Settings are variables of the environment, such as PORT=4001 npm start.\n\n${describeSettings()}`

/** `waymark help`, `waymark help settings`, `waymark help import`. */
export const helpCommand = (program: Command, terminal: Terminal): Command =>
  new Command('help')
    .description('Say how to use waymark, one of its commands, or its settings: `waymark help settings`.')
    .argument('[topic]', 'a command, or `settings`')
    .action((topic: string | undefined) => {
      if (topic === 'settings') {
        terminal.say(settingsText())
        return
      }
      const found = topic === undefined ? program : program.commands.find((one) => one.name() === topic)
      if (found !== undefined) {
        found.outputHelp()
        return
      }
      const topics = [...program.commands.map((one) => one.name()), 'settings'].join(', ')
      terminal.note(`There is no help on "${topic ?? ''}"; there is on: ${topics}`)
      terminal.finish(ExitStatus.Usage)
    })
