import { closeSamples, startSample } from './sample.js'

afterEach(closeSamples)

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

const openPage = async () => {
  const { url } = await startSample()
  const response = await fetch(`${url}/graphql`, { headers: { accept: BROWSER } })
  return { url, response, html: await response.text() }
}

describe('the explorer', () => {
  test('a browser that opens the API gets a page', async () => {
    const { response, html } = await openPage()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(html).toContain('Waymark')
  })

  test('everything that the page needs comes from this server, and may be kept for ever', async () => {
    const { url, html } = await openPage()
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
    const parts = addresses.filter((address) => !address.startsWith('data:'))
    expect(parts.length).toBeGreaterThanOrEqual(5)
    for (const part of parts) {
      expect(part).toMatch(/^\/explorer\/[0-9a-f]{12}-/)
      const response = await fetch(url + part)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toContain('immutable')
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
  })

  test('the policy of the page allows this server alone', async () => {
    const { response } = await openPage()
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/)
  })

  test('the style sheets fetch nothing either', async () => {
    const { url, html } = await openPage()
    const sheets = [...html.matchAll(/href="(\/explorer\/[^"]+\.css)"/g)].map(([, address = '']) => address)
    for (const sheet of sheets)
      expect(await (await fetch(url + sheet)).text()).not.toMatch(/url\(\s*['"]?(https?:)?\/\//)
  })

  test('a file that is no part of the page is not served', async () => {
    const { url } = await startSample()
    for (const file of ['package.json', '..%2f..%2fpackage.json', '000000000000-graphiql.min.js'])
      expect((await fetch(`${url}/explorer/${file}`)).status).toBe(404)
  })

  test('a program that asks by GET gets JSON', async () => {
    const { url } = await startSample()
    const response = await fetch(`${url}/graphql?query={hello}`, {
      headers: { accept: 'application/json', 'apollo-require-preflight': '1' },
    })
    expect(await response.json()).toEqual({ data: { hello: 'Hello all' } })
  })
})
