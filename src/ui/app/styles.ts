// Mantine's rules are in a layer, so that ours and the slices' always win, in whatever order the files arrive.
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '../styles/tokens.css'
import '../styles/print.css'
