using System.IO.MemoryMappedFiles;

namespace AudioSampler.Catalog.Similarity;

/// <summary>A file of rows of one length, mapped into memory: the system keeps in memory what is used of it, and gives it back when others need the room.</summary>
internal sealed unsafe class MappedRows : IDisposable
{
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly int rowBytes;

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file, which has at least so many rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="rowBytes">Bytes of a row.</param>
    /// <exception cref="IOException">The file can't be mapped, or is shorter.</exception>
    public MappedRows(string path, long rows, int rowBytes)
    {
        this.rowBytes = rowBytes;
        if (rows * rowBytes == 0)
        {
            return;
        }

        // Others may append, and delete it when a newer one is made: what is mapped stays.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        if (stream.Length < rows * rowBytes)
        {
            throw new IOException($"{path} is shorter than it should be");
        }

        file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, rows * rowBytes, MemoryMappedFileAccess.Read);
    }

    /// <summary>Opens the rows for reading; to be disposed of when no span of them is used any more.</summary>
    public Reader Read() => new(this);

    public void Dispose()
    {
        view?.Dispose();
        file?.Dispose();
    }

    /// <summary>Rows that are open for reading.</summary>
    internal readonly ref struct Reader
    {
        private readonly MappedRows rows;
        private readonly byte* start;

        public Reader(MappedRows rows)
        {
            this.rows = rows;
            byte* pointer = null;
            rows.view?.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            start = pointer is null ? null : pointer + rows.view!.PointerOffset;
        }

        /// <summary>The bytes of some rows.</summary>
        /// <param name="from">First row.</param>
        /// <param name="count">Number of rows.</param>
        public ReadOnlySpan<byte> this[long from, int count] =>
            start is null || count == 0 ? default : new ReadOnlySpan<byte>(start + (from * rows.rowBytes), checked(count * rows.rowBytes));

        public void Dispose()
        {
            if (start is not null)
            {
                rows.view!.SafeMemoryMappedViewHandle.ReleasePointer();
            }
        }
    }
}
