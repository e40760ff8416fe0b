tracker why IRN PAK heads
