"""Pictures of concepts. Each public module here holds one provider with one verb: `draw`."""
