/** The import cannot begin: file, mapping or server are not as needed. The message says what to put right. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault'
}

/** The import broke off under way. Run again, it goes on where it broke off. */
export class ImportBroken extends Error {
  override readonly name = 'ImportBroken'
}
