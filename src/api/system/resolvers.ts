import { ReadSideQuery } from './read-side-query.js'

export const systemResolvers = [ReadSideQuery] as const
