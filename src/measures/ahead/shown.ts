import type { Forecast } from '../rules/ahead/forecast.ts'
import type { OnesAhead, Reach } from '../rules/ahead/who-can-be-helped.ts'

/** What lies ahead of a pupil, as answers show it. */
export function aheadShown(ahead: OnesAhead) {
  const { sessions, term, year, reaches95, reaches90, standing, forecast } = ahead
  return {
    absent: sessions.absent,
    possible: sessions.possible,
    term: term ?? null,
    year,
    reaches95: reachShown(reaches95),
    reaches90: reachShown(reaches90),
    standing,
    forecast: forecast === undefined ? null : forecastShown(forecast),
  }
}

function reachShown(reach: Reach | undefined) {
  return reach === undefined ? null : { sessions: reach.sessions, day: reach.day ?? null }
}

function forecastShown({ absence, interval, within, persistent, of, chance, share }: Forecast) {
  return { absence, low: interval[0], high: interval[1], within, persistent, of, chance, share }
}
