/** How often each fault happens: once or twice among all tests, 20 times with `npm run test:faults`. */
export const rounds = Number(process.env['WAYMARK_FAULT_ROUNDS'] ?? '1')

/** Whether spans that are the fault itself last as long as the note says; shorter ones show the same. */
export const inFull = process.env['WAYMARK_FAULT_ROUNDS'] !== undefined

/** The numbers of the rounds, from 0. */
export const eachRound = (): readonly number[] => Array.from({ length: rounds }, (_, round) => round)

/** How long one scenario may take, in milliseconds. */
export const patienceOf = (perRound: number, once = 60_000): number => once + rounds * perRound
