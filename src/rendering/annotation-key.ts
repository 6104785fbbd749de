import { englishDate } from '../charts/english-period.js'
import { word, type Word } from './drawing.js'
import { truncated } from './fit-text.js'
import { palette } from './palette.js'
import type { AnnotationKind, ViewAnnotation } from './run-chart-view.js'

const SIZE = 12
const ROW = 18
const NUMBER = 24
/** As many as a page bears; the rest is counted. */
const MOST = 24

/** The kinds of annotations in words. */
export const annotationWords: Readonly<Record<AnnotationKind, string>> = {
  CYCLE_STARTED: 'Cycle started',
  CYCLE_DECIDED: 'Cycle decided',
  MILESTONE_DUE: 'Milestone due',
  MILESTONE_ACHIEVED: 'Milestone achieved',
  MILESTONE_MISSED: 'Milestone missed',
  NOTE: 'Note',
}

export type AnnotationKey = Readonly<{ words: readonly Word[]; height: number }>

/**
 * What the numbered badges stand for, in words: one column for three or fewer, otherwise two, read downwards.
 * The first baseline is at `top`.
 */
export const annotationKey = (
  annotations: readonly ViewAnnotation[],
  { left, top, width }: Readonly<{ left: number; top: number; width: number }>,
): AnnotationKey => {
  if (annotations.length === 0) return { words: [], height: 0 }
  const shown = annotations.slice(0, MOST)
  const columns = shown.length > 3 ? 2 : 1
  const rows = Math.ceil(shown.length / columns)
  const column = width / columns
  const words = shown.flatMap((annotation, index) => {
    const x = left + Math.floor(index / rows) * column
    const y = top + (index % rows) * ROW
    const text = truncated(annotationText(annotation), column - NUMBER - 16, { size: SIZE })
    return [
      word(String(index + 1), x + NUMBER - 8, y, { size: SIZE, weight: 600, align: 'right' }),
      word(text, x + NUMBER, y, { size: SIZE }),
    ]
  })
  const hidden = annotations.length - shown.length
  if (hidden > 0)
    words.push(
      word(`and ${hidden} more, numbered on the chart`, left + NUMBER, top + rows * ROW, {
        size: SIZE,
        colour: palette.quiet,
      }),
    )
  return { words, height: (rows + (hidden > 0 ? 1 : 0)) * ROW }
}

const annotationText = ({ on, kind, label, detail }: ViewAnnotation) =>
  `${englishDate(on)} · ${annotationWords[kind]}: ${label}${detail ? ` (${detail})` : ''}`
