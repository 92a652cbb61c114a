using System.Text;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>Who asks, and of what: everything that is the same for all requests with one secret until the next change.</summary>
internal sealed class Caller(CallerKey key, EncodedState answers)
{
    private volatile Ending? _ending;

    public CallerKey Key => key;

    public EncodedState Answers => answers;

    /// <summary>How bulk answers begin to be told apart, and how they end: once an hour there is a new token in both.</summary>
    /// <param name="now">The present instant.</param>
    public Ending EndingAt(DateTimeOffset now)
    {
        var hour = EventTokens.HourOf(now);
        return _ending is { } ending && ending.Hour == hour ? ending : _ending = Make(hour);
    }

    private Ending Make(uint hour)
    {
        var state = answers.State;
        var token = EventTokens.For(key, hour);
        return new Ending(hour, BulkTag.Start(state.Revision, token, key.Kind is KeyKind.Browser), Encode(state, EventEndpoint.AddressWith(token)));
    }

    // Nothing in it needs escaping. Stock clients put the origin that they evaluate at in front of the address.
    private static byte[] Encode(EnvironmentState state, string address) => Encoding.UTF8.GetBytes(
        $$$"""],"metadata":{"environment":"{{{state.Environment}}}","revision":"{{{state.Revision}}}"},"eventStreams":[{"type":"sse","endpoint":{"requestUri":"{{{address}}}"}}]}""");

    /// <param name="Hour">The hour of the token.</param>
    /// <param name="TagStart">What the ETags begin with.</param>
    /// <param name="Json">What follows the last item.</param>
    internal sealed record Ending(uint Hour, string TagStart, byte[] Json);
}
