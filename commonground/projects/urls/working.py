"""Where are the pages of everyday work: the list, one collaboration, its steps, answers, people, history?

*Source:* R52.
"""

from django.urls import URLPattern, path

from commonground.projects.views import answers, history, keeping, life, local, overview, people, steps, tasks

ONE = "collaborations/<id:collaboration>/"

urlpatterns: list[URLPattern] = [
    path("collaborations/new/", life.start, name="start"),
    path(ONE, overview.overview, name="collaboration"),
    *(path(f"{ONE}{verb.replace('_', '-')}/", life.move, {"verb": verb}, name=verb) for verb in life.MOVES),
    path(f"{ONE}basics/", life.basics, name="basics"),
    path(f"{ONE}steps/<int:number>/", steps.step, name="step"),
    path(f"{ONE}steps/<int:number>/confirm/", steps.confirm, name="confirm"),
    path(f"{ONE}steps/<int:number>/local/<id:addition>/", local.answer, name="local_answer"),
    path(f"{ONE}answers/<slug:part>/add/", answers.add, name="answer_add"),
    path(f"{ONE}answers/<id:answer>/", answers.read, name="answer"),
    path(f"{ONE}answers/<id:answer>/change/", answers.change, name="answer_change"),
    path(f"{ONE}answers/<id:answer>/still-right/", keeping.still_right, name="contact_still"),
    path(f"{ONE}answers/<id:answer>/remove/", answers.remove, name="answer_remove"),
    path(f"{ONE}answers/<id:answer>/put-back/", answers.put_back, name="answer_put_back"),
    path(f"{ONE}people/", people.people, name="people"),
    path(f"{ONE}people/ask/<slug:side>/<slug:role>/", people.ask, name="people_ask"),
    path(f"{ONE}people/posts/<id:post>/answer/", people.answer, name="people_answer"),
    path(f"{ONE}people/posts/<id:post>/end/", people.end_post, name="people_end_post"),
    path(f"{ONE}people/posts/<id:post>/deputy/", people.name_deputy, name="people_deputy"),
    path(f"{ONE}people/add/", people.add, name="people_add"),
    path(f"{ONE}people/<id:member>/end/", people.end_member, name="people_end"),
    path(f"{ONE}actions/", tasks.tasks, name="actions"),
    path(f"{ONE}actions.csv", tasks.as_csv, name="actions_csv"),
    path(f"{ONE}actions/<id:answer>/done/", tasks.done, name="action_done"),
    path(f"{ONE}history/", history.history, name="history"),
]
