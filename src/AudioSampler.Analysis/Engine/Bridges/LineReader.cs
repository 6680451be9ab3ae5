namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>Reads the lines of a stream, none longer than a limit: what it holds is bounded whatever is written.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private const int UsualBytes = 64 << 10;

    private byte[] _buffer = new byte[UsualBytes];
    private int _start;
    private int _end;

    /// <summary>The next line without its end, good until the next call; null when the stream has ended, also within a line.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            if (_buffer.Length > UsualBytes)
            {
                _buffer = new byte[UsualBytes];
            }
        }

        for (int scanned = 0; ; )
        {
            int at = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (at >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, scanned + at);
                _start += scanned + at + 1;
                return line;
            }

            scanned = _end - _start;
            MakeRoom(scanned);
            int read = await stream.ReadAsync(_buffer.AsMemory(_end));
            if (read == 0)
            {
                return null;
            }

            _end += read;
        }
    }

    private void MakeRoom(int held)
    {
        if (held > longest)
        {
            throw new InvalidDataException($"a line of more than {longest >> 20} MiB");
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        byte[] roomier = held > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(roomier);
        _buffer = roomier;
        _start = 0;
        _end = held;
    }
}
