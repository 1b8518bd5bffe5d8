import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { Gallery } from './gallery.tsx'

/** Every part of the interface, in the states it can be in: to look at, and for axe to judge. */
export function Page() {
  return (
    <main id="main" tabIndex={-1} style={{ maxWidth: '76rem', margin: '0 auto', padding: '2rem 1rem 4rem' }}>
      <Gallery actions={<SchemeButton />} />
    </main>
  )
}

function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <Button variant="default" onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? 'Light colours' : 'Dark colours'}
    </Button>
  )
}
