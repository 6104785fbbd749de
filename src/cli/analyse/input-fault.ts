/** What is wrong with an input, for the person who wrote it: which field, and the remedy. */
export class InputFault extends Error {
  override readonly name = 'InputFault'

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message)
  }
}
