import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMenu2, IconMoon, IconSun } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { placesAbove, useMe, useMyPlace } from '../me.tsx'
import { soon } from '../soon.ts'
import styles from './frame.module.css'
import { PersonButton, SchoolButton } from './header-buttons.tsx'

// What drops down is not needed to see the page, and weighs as much as half of it: until it is here, the buttons stand alone.
const menus = () => soon().then(() => import('./header-menus.tsx'))
const SchoolMenu = lazy(async () => ({ default: (await menus()).SchoolMenu }))
const PersonMenu = lazy(async () => ({ default: (await menus()).PersonMenu }))

export function Header({
  onOpenMenu,
  onSignOut,
}: {
  /** Opens the menu drawer of narrow screens; left out where there is no menu. */
  readonly onOpenMenu?: (() => void) | undefined
  readonly onSignOut: () => void
}) {
  const place = useMyPlace()
  const me = useMe()
  const { schools, person } = me
  const isSeveral = schools.length + placesAbove(me).length > 1
  const [only] = isSeveral ? [] : schools
  return (
    <header className={styles.header}>
      {onOpenMenu && (
        <button
          type="button"
          className={`${styles.headerButton} ${styles.menuButton}`}
          aria-label="Menu"
          onClick={onOpenMenu}
        >
          <IconMenu2 size={22} aria-hidden />
        </button>
      )}
      <Link to="/" className={styles.brand ?? ''} aria-label="Firstbell">
        <img src="/bell.svg" alt="" />
        <span>Firstbell</span>
      </Link>
      <div className={styles.divider} />
      {only !== undefined && <SchoolButton school={only} alone away={place === undefined} />}
      {isSeveral && (
        <Suspense fallback={<SchoolButton school={place} />}>
          <SchoolMenu school={place} />
        </Suspense>
      )}
      <div className={styles.spacer} />
      <ColourSchemeButton />
      {person && (
        <Suspense fallback={<PersonButton person={person} school={place} />}>
          <PersonMenu person={person} school={place} onSignOut={onSignOut} />
        </Suspense>
      )}
    </header>
  )
}

function ColourSchemeButton() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const label = dark ? 'Use light colours' : 'Use dark colours'
  return (
    <button
      type="button"
      className={styles.headerButton}
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={20} aria-hidden /> : <IconMoon size={20} aria-hidden />}
    </button>
  )
}
