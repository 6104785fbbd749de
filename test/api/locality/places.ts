import { type Api, uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'

export const system = uuid('a', 1)
export const harbour = uuid('a', 2)
export const marsh = uuid('a', 3)
export const quay = uuid('a', 4)
/** An id that nothing has. */
export const nobody = uuid('f', 99)

export const systemInput = {
  id: system,
  kind: 'SYSTEM',
  name: 'Estuary Integrated Care System',
  openedOn: '2022-07-01',
  codes: [{ scheme: 'ODS', code: 'QX9' }],
}
export const harbourInput = {
  id: harbour,
  kind: 'PLACE',
  name: 'Harbour',
  openedOn: '2022-07-01',
  parentId: system,
  codes: [
    { scheme: 'ODS', code: '15E' },
    { scheme: 'ONS-GSS', code: 'E08000022', validFrom: '2023-04-01' },
  ],
  note: 'Follows the boundary of the borough',
}
export const marshInput = {
  id: marsh,
  kind: 'PLACE',
  name: 'Marsh',
  openedOn: '2022-07-01',
  parentId: system,
}
export const quayInput = {
  id: quay,
  kind: 'NEIGHBOURHOOD',
  name: 'Quay Street',
  openedOn: '2023-01-01',
  parentId: harbour,
}

/** A system with two places, and a neighbourhood below the first. */
export const registerTree = async (api: Api): Promise<void> => {
  for (const input of [systemInput, harbourInput, marshInput, quayInput])
    await done(api, 'registerLocality', input)
}
