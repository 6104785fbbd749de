'use strict'

// The page in the browser: GraphiQL, with the example queries as a panel beside it and as tabs.

const h = React.createElement
const examples = JSON.parse(document.getElementById('examples').textContent)

const ExamplesIcon = () =>
  h(
    'svg',
    { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
    h('path', { d: 'M3 19h18' }),
    h('path', { d: 'M4 14l4-5 4 3 3-6 5 4' }),
    h('circle', { cx: 8, cy: 9, r: 1.2, fill: 'currentColor' }),
    h('circle', { cx: 12, cy: 12, r: 1.2, fill: 'currentColor' }),
    h('circle', { cx: 15, cy: 6, r: 1.2, fill: 'currentColor' }),
  )

/** Opens an example in the tab that already shows it, else in a new one: what a person wrote is never replaced. */
const useOpen = () => {
  const { tabs, addTab, changeTab, activeTabIndex, queryEditor } = GraphiQL.React.useEditorContext({
    nonNull: true,
  })
  const wanted = React.useRef(null)
  React.useEffect(() => {
    if (wanted.current === null || queryEditor === null) return
    queryEditor.setValue(wanted.current.query)
    wanted.current = null
  }, [activeTabIndex, queryEditor])
  return (example) => {
    const shown = tabs.findIndex((tab) => tab.title === example.name)
    if (shown >= 0) return changeTab(shown)
    wanted.current = example
    return addTab()
  }
}

const Examples = () => {
  const open = useOpen()
  const items = examples.map((example) =>
    h(
      'li',
      { key: example.name },
      h('button', { type: 'button', className: 'example', onClick: () => open(example) }, [
        h('strong', { key: 'title' }, example.title),
        h('span', { key: 'explains' }, example.explains),
      ]),
    ),
  )
  return h(
    'section',
    { className: 'examples', 'aria-label': 'Example queries' },
    h('h2', { className: 'examples-heading' }, 'Examples'),
    h('p', null, 'Choose one, then press ▶ to run it. The book icon explains every field.'),
    h('ul', null, items),
  )
}

const examplesPanel = { title: 'Examples', icon: ExamplesIcon, content: Examples }

ReactDOM.createRoot(document.getElementById('explorer')).render(
  h(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
      defaultTabs: examples.filter((example) => example.open).map(({ query }) => ({ query })),
      plugins: [examplesPanel],
      visiblePlugin: examplesPanel,
      shouldPersistHeaders: false,
      defaultEditorToolsVisibility: false,
    },
    h(GraphiQL.Logo, null, 'Waymark'),
  ),
)
