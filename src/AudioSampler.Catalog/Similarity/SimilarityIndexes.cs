using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog.Similarity;

/// <summary>The similarity indexes of a catalogue, one a network, kept open and brought up to date when they are asked for.</summary>
internal sealed class SimilarityIndexes(CatalogueDatabase database) : IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, SimilarityIndex> open = new(StringComparer.Ordinal);

    /// <summary>The index of a network, up to date; null when no region was heard by it.</summary>
    /// <exception cref="CatalogueException">The catalogue can't be read, or the index can't be written.</exception>
    public SimilarityIndex? Of(string model, CancellationToken cancellationToken)
    {
        lock (guard)
        {
            try
            {
                return Refreshed(model, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CatalogueException(
                    SqliteErrors.HasNoRoom(database.Folder.Path) ? CatalogueFailure.DiskFull : CatalogueFailure.Other,
                    $"the index of sounds in {database.Folder.SimilarityFolder} can't be made ({e.Message.TrimEnd('.')}): free some space, or give this user the right to write there",
                    e
                );
            }
        }
    }

    public void Dispose()
    {
        lock (guard)
        {
            foreach (SimilarityIndex index in open.Values)
            {
                index.Dispose();
            }

            open.Clear();
        }
    }

    private SimilarityIndex? Refreshed(string model, CancellationToken cancellationToken)
    {
        SimilarityState? state = new SimilarityBuilder(database, model).Refresh(cancellationToken);
        if (state is null)
        {
            return null;
        }

        if (!open.TryGetValue(model, out SimilarityIndex? index) || index.State.Files != state.Files || index.State.Rows != state.Rows)
        {
            // The one of before is left to those that are reading it; the collector closes it after them.
            index = new SimilarityIndex(database.Folder.SimilarityFolder, state);
            open[model] = index;
        }

        return index;
    }
}
