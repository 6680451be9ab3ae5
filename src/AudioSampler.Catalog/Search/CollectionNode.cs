namespace AudioSampler.Catalog.Search;

/// <summary>What the user put into a collection.</summary>
/// <param name="Name">Name of the collection, in any case.</param>
internal sealed record CollectionNode(string Name) : SearchNode
{
    public override void Write(SqlText sql) =>
        sql.Append(
                ReferenceEquals(sql.Schema, SearchSchema.Files)
                    ? "(f.audio_id IS NOT NULL AND f.audio_id IN (SELECT m.audio_id FROM marks m"
                    : "(s.region_id IN (SELECT m.region_id FROM marks m"
            )
            .Append(" JOIN collection_items i ON i.mark_id = m.id JOIN collections c ON c.id = i.collection_id WHERE c.name = ")
            .Value(Name)
            .Append(ReferenceEquals(sql.Schema, SearchSchema.Files) ? " AND m.start_s IS NULL))" : " AND m.region_id IS NOT NULL))");
}
