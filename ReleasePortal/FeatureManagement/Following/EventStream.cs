using System.Globalization;
using System.Runtime.CompilerServices;

namespace ReleasePortal.FeatureManagement.Following;

/// <summary>Server-sent events (WHATWG HTML, section 9.2.6). What they say does not matter here: each means that the state is another one.</summary>
/// <param name="lines">The stream.</param>
/// <param name="silence">How long it may say nothing, not even that it stands, before it counts as lost.</param>
internal sealed class EventStream(StreamReader lines, TimeSpan silence)
{
    /// <summary>How long the portal wants a reader to wait before it comes again, as of its last word on it.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>The id of each event, as it comes; null for one without. Ends with the stream.</summary>
    /// <exception cref="IOException">The connection was lost.</exception>
    /// <exception cref="OperationCanceledException">Nothing was heard for too long.</exception>
    public async IAsyncEnumerable<string?> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (id, hasData) = (default(string), false);
        while (await NextLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length is 0)
            {
                if (hasData)
                    yield return id;
                hasData = false;
                continue;
            }

            var (field, value) = Split(line);
            if (field is "data")
                hasData = true;
            else if (field is "id")
                id = value;
            else if (field is "retry" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
                Retry = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    private async Task<string?> NextLineAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(silence);
        return await lines.ReadLineAsync(patience.Token).ConfigureAwait(false);
    }

    private static (string Field, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return (line, "");

        var value = line[(colon + 1)..];
        return (line[..colon], value.StartsWith(' ') ? value[1..] : value);
    }
}
