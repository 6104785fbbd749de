import { Command } from 'commander'

import { ExitStatus } from '../exit-status.js'

/** `waymark analyse`: statistics of numbers that are not recorded. */
export const analyseCommand = (): Command =>
  new Command('analyse')
    .description('Analyse series given as JSON lines on standard input: run charts, XmR charts, rebasing.')
    .addHelpText(
      'after',
      `
Each line is {"name", "kind", "input"}; kind is run-chart, xmr or rebase. Each answer is a line
{"name", "result"}, or {"name", "error"} where the line is not as needed; the run goes on.

  run-chart  y; n (denominators); chart: run i mr c u up p pp g t ip; freeze; part; exclude; multiply.
             As R qicharts2 0.8.
  xmr        y; period; improvementDirection: increase decrease neutral; target; rebaseAt; fixAfterPoints;
             screenOutliers. As NHSRplotthedots 0.2.2.
  rebase     y; period; baselinePoints; runLength; direction: above below both. As runcharter.

Values are compared with lines to the last digit, as those packages do. Status: 0 every line was answered,
1 a line was not as needed.`,
    )
    .action(async () => {
      // Whoever reads the answers may have seen enough, as `head` has.
      process.stdout.on('error', () => process.exit(ExitStatus.Broken))
      const { analyseLines } = await import('../analyse/analyse-lines.js')
      const clean = await analyseLines(process.stdin, process.stdout)
      process.exitCode = clean ? ExitStatus.Done : ExitStatus.Found
    })
