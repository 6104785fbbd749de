/** The places of the demonstration. None of them exists. */
export interface DemonstrationPlace {
  readonly key: string
  readonly name: string
  readonly kind: 'SYSTEM' | 'PLACE'
  readonly code: string
  readonly people: number
  readonly people65: number
}

export const system: DemonstrationPlace = {
  key: 'system',
  name: 'Northmoor and Vale',
  kind: 'SYSTEM',
  code: 'NV',
  people: 862_000,
  people65: 172_400,
}

export const places: readonly DemonstrationPlace[] = [
  {
    key: 'harbour',
    name: 'Harbour and Coast',
    kind: 'PLACE',
    code: 'NV-HC',
    people: 214_000,
    people65: 55_600,
  },
  { key: 'millbrook', name: 'Millbrook', kind: 'PLACE', code: 'NV-MB', people: 301_000, people65: 48_200 },
  {
    key: 'northmoor',
    name: 'Northmoor Dales',
    kind: 'PLACE',
    code: 'NV-ND',
    people: 96_000,
    people65: 27_800,
  },
  { key: 'vale', name: 'Vale of Arden', kind: 'PLACE', code: 'NV-VA', people: 251_000, people65: 40_800 },
]

export const allPlaces: readonly DemonstrationPlace[] = [system, ...places]
