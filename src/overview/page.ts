import { html, Markup } from './html.js'

const style = new Markup(`
:root { color-scheme: light; --ink: #1d2733; --soft: #5a6672; --line: #d8dee5; --accent: #005eb8; --back: #f6f8fa }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 Inter, system-ui, "Segoe UI", Arial, sans-serif; color: var(--ink); background: var(--back) }
a { color: var(--accent) } a:focus-visible { outline: 3px solid #ffb81c; outline-offset: 2px }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 16px 24px }
header { display: flex; gap: 24px; align-items: baseline; flex-wrap: wrap } header strong { font-size: 20px }
header strong a { color: inherit; text-decoration: none } header nav { display: flex; gap: 16px }
h1 { font-size: 30px; line-height: 1.2; margin: 8px 0 4px } h2 { font-size: 21px; margin: 36px 0 12px }
.soft { color: var(--soft) } .card { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 0 0 20px }
.card img { display: block; width: 100%; height: auto } .card p { margin: 12px 0 0 }
ul.tree { list-style: none; padding-left: 0 } ul.tree li { padding: 5px 0 }
table { border-collapse: collapse; width: 100%; background: #fff; border: 1px solid var(--line); border-radius: 8px }
th, td { text-align: left; vertical-align: top; padding: 8px 12px; border-top: 1px solid var(--line); font-size: 15px }
th { border-top: 0; color: var(--soft); font-weight: 600 } .scroll { overflow-x: auto }
.tag { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 0 6px; font-size: 13px; white-space: nowrap }
.notice { border-left: 4px solid var(--accent); background: #fff; padding: 8px 12px; margin: 12px 0 }
`)

/** A page of the overview. It needs no script and nothing from elsewhere. */
export const page = (title: string, body: Markup): string =>
  `<!doctype html>\n${
    html`<html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Waymark</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <strong><a href="/">Waymark</a></strong>
          <nav>
            <a href="/">Localities</a>
            <a href="/graphql">GraphQL explorer</a>
          </nav>
        </header>
        <main>${body}</main>
        <footer class="soft">
          Everything on this page is read through the GraphQL API. Charts show what happened, not why.
        </footer>
      </body>
    </html>`.text
  }\n`

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** «1 April 2024» for 2024-04-01; a dash for none. */
export const englishDay = (date: string | null): string =>
  date === null ? '–' : day.format(new Date(`${date}T00:00:00Z`))

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/** «1 April 2024 at 09:30», by the clock in England. */
export const englishMoment = (instant: Date): string => moment.format(instant)

/** «Not met» for NOT_MET. */
export const inWords = (value: string): string => {
  const words = value.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
