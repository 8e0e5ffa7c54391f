"""Every declaration, that of the reception first: what the router, the ticker and the menu are made of."""

from handlers.reception.capabilities import CAPABILITIES
from handlers.reception.capability import CAPABILITY as RECEPTION
from handlers.reception.capability import ERASURE

DECLARATIONS = (RECEPTION, *CAPABILITIES, ERASURE)
