using System.Text;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>Who asks, and of what: everything that is the same for all requests with one secret until the next change.</summary>
/// <param name="key">Whose secret was sent.</param>
/// <param name="answers">What it can be answered.</param>
/// <param name="configuration">The key of the business configuration that it is answered under; null for the environment as it is.</param>
internal sealed class Caller(CallerKey key, EncodedState answers, string? configuration = null)
{
    private volatile Ending? _ending;

    public CallerKey Key => key;

    public EncodedState Answers => answers;

    /// <summary>Whether it is answered under the states of the environment, and not under those of a test.</summary>
    public bool IsReal => configuration is null;

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
        if (configuration is not null)
            return new Ending(hour, BulkTag.Start(state.Revision, eventToken: "", isBrowser: false), EncodeUnder(configuration, state));

        var token = EventTokens.For(key, hour);
        return new Ending(hour, BulkTag.Start(state.Revision, token, key.Kind is KeyKind.Browser), Encode(state, EventEndpoint.AddressWith(token)));
    }

    // Nothing in it needs escaping. Stock clients put the origin that they evaluate at in front of the address.
    private static byte[] Encode(EnvironmentState state, string address) => Encoding.UTF8.GetBytes(
        $$$"""],"metadata":{"environment":"{{{state.Environment}}}","revision":"{{{state.Revision}}}"},"eventStreams":[{"type":"sse","endpoint":{"requestUri":"{{{address}}}"}}]}""");

    // Nobody is told of a configuration's new versions: who asks under it asks again.
    private static byte[] EncodeUnder(string configuration, EnvironmentState state) => Encoding.UTF8.GetBytes(
        $$$"""],"metadata":{"environment":"{{{state.Environment}}}","revision":"{{{state.Revision}}}","configuration":"{{{configuration}}}"}}""");

    /// <param name="Hour">The hour of the token.</param>
    /// <param name="TagStart">What the ETags begin with.</param>
    /// <param name="Json">What follows the last item.</param>
    internal sealed record Ending(uint Hour, string TagStart, byte[] Json);
}
