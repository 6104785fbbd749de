import '../support/rows-in-postgres.js'

// The same tests once more, with rows in PostgreSQL: lists, search, order, pages, charts, scorecards and history.
import './locality/locality-lists.test.js'
import './project/search.test.js'
import './relay/cursors.test.js'
import './relay/nodes.test.js'
import './chart/run-chart.test.js'
import './scorecard/scorecard.test.js'
import './cycle/cycle-pages.test.js'
import './series/series-lists.test.js'
