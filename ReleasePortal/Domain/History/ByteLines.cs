namespace ReleasePortal.Domain.History;

/// <summary>Reads a stream line by line without a string for each, in memory that does not grow with the stream.</summary>
internal sealed class ByteLines(Stream stream)
{
    /// <summary>No entry is nearly as long: what is longer is something else.</summary>
    private const int LongestLine = 64 * 1024 * 1024;

    private byte[] _buffer = new byte[1024 * 1024];
    private int _from;
    private int _until;
    private bool _isAtEnd;

    /// <summary>How many lines were read.</summary>
    public long Count { get; private set; }

    /// <summary>The next line without its end; good until the next call.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">A line is longer than any that the portal writes.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        for (var searched = 0; ;)
        {
            var length = _buffer.AsSpan(_from + searched, _until - _from - searched).IndexOf((byte)'\n');
            if (length >= 0 || _isAtEnd)
            {
                length = length >= 0 ? searched + length : _until - _from;
                line = _buffer.AsSpan(_from, length).TrimEnd((byte)'\r');
                var isLine = length > 0 || _from < _until;
                _from = Math.Min(_from + length + 1, _until);
                Count += isLine ? 1 : 0;
                return isLine;
            }

            searched = _until - _from;
            Fill();
        }
    }

    private void Fill()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _until - _from).CopyTo(_buffer);
            (_from, _until) = (0, _until - _from);
        }
        else if (_until == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
                throw new InvalidDataException("A line is too long.");
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = stream.Read(_buffer, _until, _buffer.Length - _until);
        _until += read;
        _isAtEnd = read is 0;
    }
}
