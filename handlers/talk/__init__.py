"""The ground: one turn, its replies and buttons, hours and dates, who may do what, the guard before every act."""
