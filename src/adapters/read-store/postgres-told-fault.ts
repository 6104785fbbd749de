import type { ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import { ReadSideFault } from '../../eventsourcing/read-side.js'
import type { Lease } from './postgres-lease.js'
import type { Asked } from './postgres-manifest.js'

/** A fault as it lies beside the rows. */
export type ToldFault = Omit<ProjectionFault, 'cause' | 'position'> & { readonly position?: string }

/** A fault as another process told it. */
export const toldFault = ({ position, ...told }: ToldFault): ProjectionFault => ({
  ...told,
  ...(position === undefined ? {} : { position: BigInt(position) }),
  cause: told.message,
})

/** What other processes are told of a fault: its cause is of no use to them. */
const published = ({ cause: _cause, ...fault }: ProjectionFault): string =>
  JSON.stringify(fault, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))

/** Tells every process what stops the rows, or that nothing does any more. */
export const publishFault = async (lease: Lease, fault: ProjectionFault | null): Promise<void> => {
  const text = fault === null ? null : published(fault)
  await lease.inTurn(() => lease.client.query('UPDATE leader SET fault = $1', [text])).catch(() => undefined)
}

/**
 * Rows that showed what the log did not hold are of no use ever after, however far the log has gone on since.
 *
 * @throws ReadSideFault READ_SIDE_AHEAD when somebody found that out about these rows
 */
export const refuseToldAhead = async (asked: Asked, schema: string): Promise<void> => {
  const { rows } = await asked.query<{ message: string }>(
    `SELECT fault ->> 'message' AS message FROM "${schema}".leader WHERE fault ->> 'kind' = 'ahead'`,
  )
  const [told] = rows
  if (told !== undefined) throw new ReadSideFault('READ_SIDE_AHEAD', told.message)
}
