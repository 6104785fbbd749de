/** Settings beside those of a fresh data folder, such as where events are recorded. */
export type JourneySettings = Readonly<Record<string, string>>

let next: () => JourneySettings = () => ({})
let byServer = false

/**
 * Lets all journeys from here on begin with other settings, made anew for each.
 *
 * @param serverClock whether a database's own clock says when events were recorded
 */
export const journeysWith = (settings: () => JourneySettings, serverClock: boolean): void => {
  next = settings
  byServer = serverClock
}

/** When the events of a journey were recorded, as the API tells it. */
export const journeyRecordedAt = (): unknown => (byServer ? expect.any(String) : '2024-06-15T09:00:00.000Z')

export const journeySettings = (): JourneySettings => next()
