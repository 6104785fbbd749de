import { existsSync } from 'node:fs'

import { Command } from 'commander'

import { findServer, logFile, verifyLogOf, type VerificationReport } from '../../operations.js'
import { ExitStatus } from '../exit-status.js'
import { dataOption, describePlace, placesOf, storeOption, type PlaceSettings } from '../log-place.js'
import type { Terminal } from '../terminal.js'

interface VerifySettings extends PlaceSettings {
  readonly json?: boolean
}

const number = (value: number | bigint): string => value.toLocaleString('en-GB')

type Places = ReturnType<typeof placesOf>

const subject = (places: Places) =>
  places.eventStore.kind === 'embedded' ? { folder: places.dataFolder } : { store: describePlace(places) }

const asJson = (places: Places, report: VerificationReport): string =>
  JSON.stringify(
    { ...subject(places), ok: report.findings.length === 0, ...report, head: report.head.toString() },
    null,
    2,
  )

const describe = (report: VerificationReport): readonly string[] => [
  `Checked ${number(report.events)} events of ${number(report.streams)} streams and ${number(report.commands)} command records.`,
  `Head: position ${number(report.head)}, chain hash ${report.chain}`,
  'Keep the chain hash elsewhere: whoever has it can tell later that nothing up to this position was changed.',
  ...(report.findings.length === 0
    ? ['Everything is as it was recorded.']
    : [`${number(report.findings.length + report.more)} findings:`]),
  ...report.findings.map(({ code, position, message }) =>
    position === null ? `  ${code}: ${message}` : `  position ${position}, ${code}: ${message}`,
  ),
  ...(report.more > 0 ? [`  … and ${number(report.more)} more`] : []),
  ...(report.findings.length === 0
    ? []
    : ['Stop the server, keep a copy of the folder as it is, and put the last good copy back.']),
]

/** `waymark verify`: reads the whole log beside a running server and reports what is not as it was recorded. */
export const verifyCommand = (terminal: Terminal, env: NodeJS.ProcessEnv): Command =>
  new Command('verify')
    .description('Check that every event is as it was recorded, and that the read sides agree.')
    .option(...dataOption)
    .option(...storeOption)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nNothing is written; a server may run meanwhile. Status: 0 all is well, 1 it is not.',
    )
    .action(async (settings: VerifySettings) => {
      const places = placesOf(settings, env)
      const { dataFolder, eventStore } = places
      const isEmbedded = eventStore.kind === 'embedded'
      if (isEmbedded && !existsSync(logFile(dataFolder))) {
        terminal.note(
          `There is no event store in ${dataFolder}; name its folder with --data or WAYMARK_DATA.`,
        )
        terminal.finish(ExitStatus.Usage)
        return
      }
      const server = isEmbedded ? findServer(dataFolder) : null
      const meanwhile = server === null ? '' : `, which is served at ${server.address} meanwhile`
      const what = isEmbedded ? dataFolder : describePlace(places)
      if (settings.json !== true) terminal.say(`Verifying ${what}${meanwhile}`)
      const report = await verifyLogOf(places, (events) =>
        terminal.progress(`${number(events)} events checked`),
      )
      terminal.endProgress()
      for (const text of settings.json === true ? [asJson(places, report)] : describe(report))
        terminal.say(text)
      terminal.finish(report.findings.length === 0 ? ExitStatus.Done : ExitStatus.Found)
    })
