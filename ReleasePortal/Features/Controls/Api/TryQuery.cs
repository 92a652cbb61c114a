using System.Text.Json;
using ReleasePortal.Components;
using ReleasePortal.Components.Explaining;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Controls.Single;

namespace ReleasePortal.Features.Controls.Api;

/// <summary>"Try it" of a control's page, for programs: the same question, the same answer, the same words.</summary>
internal sealed class TryQuery(ControlQuery controls, TryItQuery tryIt, IEnvironmentDirectory environments, TryItWords words)
{
    /// <summary>What the user gets, and why; null when there is no such control that the actor may see.</summary>
    public async Task<TryAnswerBody?> AnswerAsync(
        string key, string environment, UserContext user, Actor actor, CancellationToken cancellationToken)
    {
        if (await controls.FindAsync(key, actor, cancellationToken) is not { } view
            || await tryIt.ExplainAsync(key, environment, user, actor, cancellationToken) is not { } explanation
            || (await environments.ListAsync(cancellationToken)).FirstOrDefault(one => one.Key == environment) is not { } where)
            return null;

        var answer = explanation.Answer;
        return new TryAnswerBody(
            key,
            environment,
            answer.Variant?.Key,
            answer.Variant is { } variant ? JsonElement.Parse(variant.Value.Span) : null,
            answer.Variant is null ? null : Word(answer.Reason.ToString()),
            answer.Error is AnswerError.None ? null : Word(answer.Error.ToString()),
            answer.Availability,
            answer.Audience,
            words.Answer(view, where, user.TargetingKey, answer),
            [.. words.Why(view, where, explanation).Select(why => new WhyBody(why.Text, why.Decides))]);
    }

    /// <summary>As OpenFeature spells it.</summary>
    private static string Word(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);
}
