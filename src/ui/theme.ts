import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** The frame, links and ordinary buttons. */
const ink: MantineColorsTuple = [
  '#eef2f9',
  '#dde5f2',
  '#bccae4',
  '#97acd6',
  '#7891c9',
  '#5671b0',
  '#42609f',
  '#2f4c87',
  '#1f3a6e',
  '#14284b',
]

/** What needs doing now, and nothing else. */
const brass: MantineColorsTuple = [
  '#fdf7e6',
  '#faedc6',
  '#f4dc94',
  '#ecc964',
  '#e3b341',
  '#cf9a26',
  '#a87914',
  '#855f0e',
  '#67490a',
  '#493306',
]

/** Greys with a breath of ink in them. From 6 upward they may carry text on white. */
const gray: MantineColorsTuple = [
  '#f6f7f9',
  '#eceef2',
  '#e0e4ea',
  '#cfd5de',
  '#b2bac6',
  '#8a94a3',
  '#5d6776',
  '#475060',
  '#323a48',
  '#1d2430',
]

const dark: MantineColorsTuple = [
  '#dfe4ed',
  '#c3cad6',
  '#a3adbd',
  '#8590a3',
  '#465063',
  '#343d4f',
  '#232b3a',
  '#161c28',
  '#10151f',
  '#0a0e16',
]

const fonts = '"Atkinson Hyperlegible Next Variable", "Firstbell stand-in", "Firstbell narrowed", system-ui, sans-serif'

/** Brass carries ink in both schemes; Mantine would choose its text by the light scheme's shade alone. */
const variantColours: VariantColorsResolver = (input) =>
  input.color === 'brass' && input.variant === 'filled'
    ? { background: brass[4], hover: brass[3], color: ink[9], border: 'none' }
    : defaultVariantColorsResolver(input)

const OVERLAY = { backgroundOpacity: 0.45, color: '#0a1428' }

/** What lies over the page: a surface of its own, with a title that reads as one. */
const OVER_PAGE = {
  content: { background: 'var(--fb-surface)', border: '1px solid var(--fb-line)' },
  header: { background: 'var(--fb-surface)' },
  title: { fontSize: '1.125rem', fontWeight: 650 },
}

export const theme = createTheme({
  colors: { ink, brass, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 5 },
  variantColorResolver: variantColours,
  autoContrast: true,
  luminanceThreshold: 0.32,
  white: '#ffffff',
  black: '#1d2430',
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace',
  headings: {
    fontFamily: fonts,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.2' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.3' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { md: '1.5' },
  defaultRadius: 'sm',
  radius: { xs: '0.1875rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1.25rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { underline: 'always' } },
    TextInput: { defaultProps: { size: 'sm' } },
    // Theirs is a <header>, which would be a second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Modal: { defaultProps: { centered: true, overlayProps: OVERLAY }, styles: OVER_PAGE },
    Drawer: { defaultProps: { overlayProps: OVERLAY }, styles: OVER_PAGE },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close the message' } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, events: { hover: true, focus: true, touch: false } } },
    // On a phone the tabs of a page stay in one line.
    Tabs: { styles: { tab: { paddingInline: 'clamp(0.375rem, 2.4vw, 1rem)' } } },
    Table: { defaultProps: { verticalSpacing: 'xs' } },
  },
})

/** Mantine's own dimmed, error and placeholder greys and the titles of its yellow and orange notes miss 4.5 : 1; these reach it on every surface that we use. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f7f9',
    '--mantine-color-dimmed': '#566070',
    '--mantine-color-placeholder': '#667080',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#1f4f9c',
    '--mantine-color-default-border': '#8a94a3',
    '--mantine-color-disabled-color': '#667080',
    '--mantine-color-yellow-light-color': '#7a4300',
    '--mantine-color-orange-light-color': '#9a3412',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b3c3',
    '--mantine-color-placeholder': '#98a3b5',
    '--mantine-color-error': '#ff9a90',
    '--mantine-color-anchor': '#a9c4f5',
    '--mantine-color-default-border': '#6b7689',
    '--mantine-color-disabled-color': '#98a3b5',
    '--mantine-color-ink-light': '#26375a',
    '--mantine-color-ink-light-hover': '#2f436d',
    '--mantine-color-ink-light-color': '#dde5f2',
  },
})
