"""The layers of one text: what its words are, before anybody asks what they say."""
