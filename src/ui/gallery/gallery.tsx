import { Code, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { figures, states } from './examples/figures.tsx'
import { confirming, forms } from './examples/forms.tsx'
import { facts, lists } from './examples/lists.tsx'
import { marks } from './examples/marks.tsx'
import { strip } from './examples/strip.tsx'

const EXAMPLES = [marks, figures, states, lists, strip, facts, forms, confirming]

export function Gallery({ actions }: { readonly actions?: ReactNode }) {
  return (
    <>
      <PageHeader
        title="Gallery"
        lead="Every part that Firstbell’s pages are made of. The people are invented."
        actions={actions}
      />
      <Stack gap={0}>
        {EXAMPLES.map(({ title, file, Show }) => (
          <Section key={title} title={title} note={<Code>{file}</Code>} card>
            <Show />
          </Section>
        ))}
      </Stack>
    </>
  )
}
