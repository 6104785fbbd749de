/**
 * Colours of the pictures: blue for the wanted and orange for the unwanted side, as in NHS England's Making Data
 * Count. The two stay apart for people who do not see red or green, and every meaning has a shape of its own.
 */
export const palette = {
  ink: '#212b32',
  quiet: '#4c6272',
  line: '#768692',
  rule: '#aeb7bd',
  grid: '#e8edee',
  paper: '#ffffff',
  wanted: '#005eb8',
  unwanted: '#d9730d',
  neutral: '#7c2855',
  target: '#00703c',
  limit: '#5f7482',
} as const
