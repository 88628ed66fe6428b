// Starts what the component library adds where scripts run: character counts, "show" for passwords, no double sending.
// Every page works without this file.
import { initAll } from '../vendor/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
