import path from 'node:path'

const launch = path.join(__dirname, '..', '..', 'src', 'launch')

const { nodeProblem } = jest.requireActual<{ nodeProblem: (version: string) => string | null }>(
  path.join(launch, 'node-version.cjs'),
)
const { remedyFor } = jest.requireActual<{ remedyFor: (output: string) => string }>(
  path.join(launch, 'install.cjs'),
)

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(nodeProblem(version)).toBeNull()
})

test.each(['0.10.48', '8.17.0', '18.20.4', '20.18.3'])(
  'Node %s is told what is needed and how to get it',
  (version) => {
    expect(nodeProblem(version)).toMatch(
      new RegExp(`needs Node.js 20.19 or newer, and this is ${version}[^]*nodejs.org`),
    )
  },
)

test.each([
  ['npm error code ENOTFOUND', /registry could not be reached.*Connect/],
  ['npm error code EAI_AGAIN', /registry could not be reached/],
  ['npm error code ENOTCACHED', /registry could not be reached/],
  ['npm error code E401', /refused the connection.*certificate or token/],
  ['npm error code UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate/],
  ['npm error code ENOSPC', /disk is full/],
  ['npm error code EACCES', /cannot be written/],
  [
    'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync',
    /npm install/,
  ],
  ['npm error something else', /lines above/],
])('%s is told with a remedy', (output, remedy) => {
  expect(remedyFor(output)).toMatch(remedy)
})
