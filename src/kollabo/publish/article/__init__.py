"""The article: a year's list in sentences, each made of facts the catalogue holds."""
