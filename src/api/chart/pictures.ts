/** Draws charts; made by the composition root, so that the API knows nothing of worker threads. */
export interface ChartPictures {
  svg(specification: object): Promise<string>
  png(specification: object): Promise<Uint8Array>
}
