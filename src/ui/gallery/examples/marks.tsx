import { Group, Stack, Table, Text } from '@mantine/core'
import { ALL_CODES } from '../../../law/code-table.ts'
import { CodeBadge } from '../../components/code-badge.tsx'
import { LOOK_WORDS, lookOf } from '../../components/mark-look.ts'
import type { Example } from '../example.ts'

function Show() {
  const groups = Map.groupBy(ALL_CODES, lookOf)
  return (
    <Stack gap="lg">
      <Table.ScrollContainer minWidth={0}>
        <Table withRowBorders verticalSpacing={6} maw="52rem">
          <Table.Tbody>
            {[...groups].map(([look, codes]) => (
              <Table.Tr key={look}>
                <Table.Th scope="row" w="30%" fw={500}>
                  {LOOK_WORDS[look]}
                </Table.Th>
                <Table.Td>
                  <Group gap={6}>
                    {codes.map(({ code }) => (
                      <CodeBadge key={code} code={code} />
                    ))}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group gap="xl">
        <Group gap={2}>
          <Text span c="dimmed" size="sm" mr={6}>
            Small, in a grid
          </Text>
          {['/', '\\', '/', '\\', 'L', '\\', 'I', 'I', 'N', 'N', 'U', '\\', 'V', 'V', '#', '#', '-', 'Y1'].map(
            (code, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the sessions of a fixed example
              <CodeBadge key={place} code={code} size="small" />
            ),
          )}
        </Group>
        <Group gap={6}>
          <Text span c="dimmed" size="sm" mr={6}>
            Large, for this session
          </Text>
          <CodeBadge code="/" size="large" />
          <CodeBadge code="L" size="large" detail="arrived 08:52" />
          <CodeBadge code="N" size="large" />
        </Group>
      </Group>
    </Stack>
  )
}

export const marks: Example = { title: 'Marks', file: 'code-badge.tsx, mark-badge.tsx', Show }
