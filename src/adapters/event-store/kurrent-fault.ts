/** KurrentDB cannot serve as the store of events; the message says what is missing and what to do. */
export class KurrentFault extends Error {
  override readonly name = 'KurrentFault'
}
