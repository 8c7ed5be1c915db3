"""The platform of the Mayors' Club."""
