using Microsoft.Net.Http.Headers;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>What a client has already, by its header <c>If-None-Match</c> (RFC 9110, section 13.1.2).</summary>
internal static class KnownTags
{
    /// <summary>True when the client has the answer of that tag. Proxies that compress weaken a tag: that still counts.</summary>
    public static bool Knows(this HttpRequest request, string tag)
    {
        var sent = request.Headers.IfNoneMatch;
        if (sent.Count is 0)
            return false;
        if (sent.Count is 1 && sent[0] == tag)
            return true;

        var wanted = new EntityTagHeaderValue(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(wanted, useStrongComparison: false));
    }
}
