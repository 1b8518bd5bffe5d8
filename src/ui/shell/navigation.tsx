import { IconSchool } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type PlaceKind, placesAbove, useMe, useMyPlace } from '../me.tsx'
import type { Icon, NavSection, ScreenDefinition } from '../screen.ts'
import styles from './navigation.module.css'

const SECTIONS: readonly { readonly id: NavSection; readonly label: string }[] = [
  { id: 'today', label: 'Today' },
  { id: 'pupils', label: 'Pupils' },
  { id: 'figures', label: 'Figures' },
  { id: 'school', label: 'School' },
  { id: 'admin', label: 'Set-up' },
]

export type NavScreen = ScreenDefinition & { readonly nav: NonNullable<ScreenDefinition['nav']> }

/**
 * The pages of a school, or of a trust or authority, that somebody with these rights finds in the menu, section by section, in order. A page that they could
 * not open is not offered, whatever its entry says.
 */
export function menuFor(
  screens: readonly ScreenDefinition[],
  may: (right: string) => boolean,
  place: PlaceKind = 'school',
): NavScreen[] {
  return screens
    .filter((screen): screen is NavScreen => screen.nav !== undefined && (screen.place ?? 'school') === place)
    .filter((screen) => may(screen.nav.may) && (screen.may === undefined || may(screen.may)))
    .sort(
      (one, other) =>
        SECTIONS.findIndex(({ id }) => id === one.nav.section) -
          SECTIONS.findIndex(({ id }) => id === other.nav.section) || one.nav.order - other.nav.order,
    )
}

const HELD = (may: Readonly<Partial<Record<string, unknown>>>) => (right: string) => may[right] !== undefined

/** More schools than this are chosen in the header alone. */
const MOST_SCHOOLS = 20

/** The menu of the page's school; and of every trust or authority where the caller has a position, over its schools where the page is of none. */
export function Navigation({
  screens,
  onGo,
}: {
  readonly screens: readonly ScreenDefinition[]
  /** Told when a link is followed, so that a drawer can close. */
  readonly onGo?: () => void
}) {
  const me = useMe()
  const here = useMyPlace()
  if (here === undefined) return null
  const ofSchool = here.kind === 'school' ? menuFor(screens, HELD(here.may)) : []
  return (
    <>
      {placesAbove(me).map(({ id, kind, under, shortName, may }) => (
        <MenuSection
          key={id}
          id={id}
          label={shortName}
          onGo={onGo}
          entries={menuFor(screens, HELD(may), kind).map(({ path, nav }) => ({ ...nav, to: `/${under}/${id}${path}` }))}
        />
      ))}
      {here.kind !== 'school' && me.schools.length <= MOST_SCHOOLS && (
        <MenuSection
          id="schools"
          label="Schools"
          onGo={onGo}
          entries={me.schools.map(({ id, shortName }) => ({
            to: `/schools/${id}`,
            label: shortName,
            icon: IconSchool,
          }))}
        />
      )}
      {SECTIONS.map(({ id, label }) => (
        <MenuSection
          key={id}
          id={id}
          label={label}
          onGo={onGo}
          entries={ofSchool
            .filter(({ nav }) => nav.section === id)
            .map(({ path, nav }) => ({ ...nav, to: `/schools/${here.id}${path}`, exact: path === '/' }))}
        />
      ))}
    </>
  )
}

function MenuSection({
  id,
  label,
  entries,
  onGo,
}: {
  readonly id: string
  readonly label: string
  readonly entries: readonly {
    readonly to: string
    readonly label: string
    readonly icon: Icon
    readonly exact?: boolean
  }[]
  readonly onGo: (() => void) | undefined
}) {
  if (entries.length === 0) return null
  const headingId = `menu-${id}`
  return (
    <div className={styles.section}>
      <h2 id={headingId} className={styles.heading}>
        {label}
      </h2>
      <ul className={styles.list} aria-labelledby={headingId}>
        {entries.map(({ to, label: words, icon: Sign, exact = false }) => (
          <li key={to}>
            <Link
              className={styles.link ?? ''}
              to={to}
              preload="intent"
              activeOptions={{ exact, includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
              {...(onGo ? { onClick: onGo } : {})}
            >
              <Sign size={20} stroke={1.6} aria-hidden />
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
