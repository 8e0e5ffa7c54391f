"""All declarations, the reception's own first: the router, the ticker and the menu are made of them."""

from handlers.reception.capabilities import CAPABILITIES
from handlers.reception.capability import CAPABILITY as RECEPTION
from handlers.reception.capability import ERASURE

DECLARATIONS = (RECEPTION, *CAPABILITIES, ERASURE)
