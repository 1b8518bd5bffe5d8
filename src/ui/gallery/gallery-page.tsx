import { Button, Code, Stack, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { figures, states } from './examples/figures.tsx'
import { confirming, forms } from './examples/forms.tsx'
import { facts, lists } from './examples/lists.tsx'
import { marks } from './examples/marks.tsx'
import { strip } from './examples/strip.tsx'

const EXAMPLES = [marks, figures, states, lists, strip, facts, forms, confirming]

/** Every part of the interface, in the states it can be in: to look at, and for axe to judge. */
export function Page() {
  return (
    <main id="main" tabIndex={-1} style={{ maxWidth: '76rem', margin: '0 auto', padding: '2rem 1rem 4rem' }}>
      <PageHeader
        title="Gallery"
        lead="Every part that Firstbell’s pages are made of. The people are invented."
        actions={<SchemeButton />}
      />
      <Stack gap={0}>
        {EXAMPLES.map(({ title, file, Show }) => (
          <Section key={title} title={title} note={<Code>{file}</Code>} card>
            <Show />
          </Section>
        ))}
      </Stack>
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
